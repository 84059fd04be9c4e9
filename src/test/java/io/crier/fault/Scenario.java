package io.crier.fault;

/** What happens on the rig before all is quieted and checked. */
@FunctionalInterface
interface Scenario {
    void play(Run run) throws Exception;
}

package io.crier.fault;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * Nothing is missed and nothing comes twice, whatever happens. Each test plays a scenario with
 * writers and followers over real sockets, has all come to rest, and gives the history to the
 * checker.
 *
 * <p>With {@code -Dcrier.faults.seed} what is random is as it was in a run that printed that seed,
 * as far as processes and networks let it; {@code -Dcrier.faults=full} plays at full size.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class FaultsIntegrationTests {
    private final long seed = Long.getLong("crier.faults.seed", new Random().nextLong());
    private final Rig rig = Rig.start();

    FaultsIntegrationTests() throws IOException {}

    @Test
    void writersRace() throws Exception {
        play("commit-order race", Scenarios::writersRace);
    }

    @Test
    void streamsOpenWhileItIsWritten() throws Exception {
        play("write as a stream opens", Scenarios::streamsOpenWhileItIsWritten);
    }

    @Test
    void replicasAreKilled() throws Exception {
        play("kill -9 of a replica", Scenarios::replicasAreKilled);
    }

    @Test
    void theDatabaseIsKilled() throws Exception {
        play("kill -9 of PostgreSQL", Scenarios::theDatabaseIsKilled);
    }

    @Test
    void processesPause() throws Exception {
        Signal.assumeThereAreSignals();
        play("pauses", Scenarios::processesPause);
    }

    @Test
    void theWayToTheDatabaseBreaks() throws Exception {
        play("partition", Scenarios::theWayToTheDatabaseBreaks);
    }

    /**
     * A replica was seen to take minutes to come back: each pooled connection times out in turn.
     */
    @Test
    void connectionsDieSilently() throws Exception {
        play("silent death", Scenarios::connectionsDieSilently);
    }

    @Test
    void someReadSlowlyAndSomeNever() throws Exception {
        Signal.assumeThereAreSignals();
        play("slow readers", Scenarios::someReadSlowlyAndSomeNever);
    }

    @Test
    void allComeBackAtOnce() throws Exception {
        play("reconnect storm", Scenarios::allComeBackAtOnce);
    }

    @Test
    void replicasAreReplacedOneByOne() throws Exception {
        play("rolling restart", Scenarios::replicasAreReplacedOneByOne);
    }

    @Test
    void theLogIsPrunedWhileStreamsLag() throws Exception {
        play("pruning", Scenarios::theLogIsPrunedWhileStreamsLag);
    }

    @AfterAll
    void stop() throws IOException {
        rig.close();
    }

    private void play(String name, Scenario scenario) throws Exception {
        try (var run = new Run(name, rig, seed)) {
            scenario.play(run);
            run.check();
        }
    }
}

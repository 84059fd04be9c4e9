/** Holds what is given to a Kubernetes cluster against the types and rules that hold there. */
@NullMarked
package io.crier.cluster;

import org.jspecify.annotations.NullMarked;

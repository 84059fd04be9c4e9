/** Why something asked of Crier was not done, in words that know no protocol. */
@NullMarked
package io.crier.refusal;

import org.jspecify.annotations.NullMarked;

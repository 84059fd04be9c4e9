/** Sample announcements that fill an empty embedded database, and change now and then. */
@NullMarked
package io.crier.demo;

import org.jspecify.annotations.NullMarked;

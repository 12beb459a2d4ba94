/** The delivery loops of the platforms, in virtual time and with faults: whether a handler loses events can be tried here. */
@NullMarked
package dev.portolan.conformance.loops;

import org.jspecify.annotations.NullMarked;

/** The conformance kit, its fixtures and the command-line tool. */
@NullMarked
package dev.portolan.conformance;

import org.jspecify.annotations.NullMarked;

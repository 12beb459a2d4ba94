/** CloudEvents as JSON and over HTTP, in and out. */
@NullMarked
package dev.portolan.wire;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.portolan.wire;

import org.jspecify.annotations.NullMarked;

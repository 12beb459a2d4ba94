@NullMarked
package dev.portolan.spi;

import org.jspecify.annotations.NullMarked;

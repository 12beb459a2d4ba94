@NullMarked
package dev.portolan;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.portolan.data;

import org.jspecify.annotations.NullMarked;

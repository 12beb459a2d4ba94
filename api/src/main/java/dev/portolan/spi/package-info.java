/** What the author of an adapter needs: reading JSON, rows of a table of sources, times and URIs. */
@NullMarked
package dev.portolan.spi;

import org.jspecify.annotations.NullMarked;

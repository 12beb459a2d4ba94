/** What Azure Functions receives, as CloudEvents. */
@NullMarked
package dev.portolan.azure;

import org.jspecify.annotations.NullMarked;

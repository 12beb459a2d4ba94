/** What an event contains, in one form for all clouds. */
@NullMarked
package dev.portolan.data;

import org.jspecify.annotations.NullMarked;

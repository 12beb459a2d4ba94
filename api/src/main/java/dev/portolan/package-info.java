/** Handlers, events and what adapters are made of: everything that code needs which knows no cloud. */
@NullMarked
package dev.portolan;

import org.jspecify.annotations.NullMarked;

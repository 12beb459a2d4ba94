/** Payloads as clouds send them, made from typed data: the adapters' work backwards. */
@NullMarked
package dev.portolan.conformance.simulate;

import org.jspecify.annotations.NullMarked;

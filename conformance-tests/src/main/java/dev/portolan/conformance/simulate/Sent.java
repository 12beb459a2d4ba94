package dev.portolan.conformance.simulate;

import dev.portolan.data.TypedData;

/** A record that goes into a payload, and what is made up about it. */
record Sent<T extends TypedData>(T data, Seed seed) {}

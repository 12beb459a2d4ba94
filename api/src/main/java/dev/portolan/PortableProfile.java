package dev.portolan;

import dev.portolan.data.TypedData;

final class PortableProfile {
    static Event of(Event e) {
        return e;
    }

    static boolean isPortable(Event e) {
        return false;
    }

    static TypedData read(Event e) {
        return e.typedData();
    }
}

package dev.portolan.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class PlacesTest {

    private final Places places = new Places();

    @Test
    void nothingIsKnownOfAShapeOnceItsNumberIsGivenAgain() {
        int shape = places.shapesBefore(Integer.MAX_VALUE) + 5;
        places.keep(shape, 5, "name", 15);
        places.keepName(shape, 10, "name");
        places.keepText(shape, 10, 5, "text");
        assertEquals(15, places.place(shape, 5, "name"));
        assertEquals("name", places.name(shape, 10));
        assertEquals("text", places.passOnText(shape, 10, 5, 5));

        assertEquals(shape, places.shapesBefore(20) + 5);
        assertEquals(Places.UNKNOWN, places.place(shape, 5, "name"));
        assertNull(places.name(shape, 10));
        assertNull(places.passOnText(shape, 10, 5, 5));
    }

    @Test
    void documentsHaveShapesOfTheirOwn() {
        assertEquals(0, places.shapesBefore(20));
        assertEquals(20, places.shapesBefore(30));
        assertEquals(50, places.shapesBefore(Integer.MAX_VALUE - 50));
        assertEquals(0, places.shapesBefore(1));
    }

    @Test
    void noLongNameIsKept() {
        String longest = "n".repeat(Scratch.LONGEST_TEXT);
        places.keepName(1, 10, longest);
        assertEquals(longest, places.name(1, 10));
        places.keepName(1, 15, longest + "n");
        assertNull(places.name(1, 15));
    }
}

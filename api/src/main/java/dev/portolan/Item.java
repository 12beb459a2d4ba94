package dev.portolan;

/** What a platform acknowledges as one: a readable record, one that holds many events, or an unreadable one. */
abstract sealed class Item permits Event, OpenedItem, UndecodableItem {

    /** The array that holds the item's record, and often all others. */
    final byte[] recordArray;

    final int recordStart;
    final int recordEnd;

    Item(byte[] recordArray, int recordStart, int recordEnd) {
        this.recordArray = recordArray;
        this.recordStart = recordStart;
        this.recordEnd = recordEnd;
    }
}

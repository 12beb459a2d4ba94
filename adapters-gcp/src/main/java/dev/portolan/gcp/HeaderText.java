package dev.portolan.gcp;

import dev.portolan.spi.Text;

/** What the value of a header says. */
final class HeaderText {

    private HeaderText() {}

    /** The value without outer blanks; bytes that a server read as Latin-1 although they are UTF-8 are read again. */
    static String of(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c > '~') {
                return Text.ofLatin1(value.strip());
            }
        }
        return value;
    }
}

package dev.portolan.gcp;

import dev.portolan.spi.Text;
import java.nio.charset.StandardCharsets;

/** What the value of a header says. */
final class HeaderText {

    private HeaderText() {}

    /** The value without outer blanks; bytes that a server read as Latin-1 although they are UTF-8 are read again. */
    static String of(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c > '~') {
                return read(value.strip());
            }
        }
        return value;
    }

    private static String read(String text) {
        boolean ascii = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 0xFF) {
                return text;
            }
            ascii &= c < 0x80;
        }
        if (ascii) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return Text.isUtf8(bytes, 0, bytes.length) ? new String(bytes, StandardCharsets.UTF_8) : text;
    }
}

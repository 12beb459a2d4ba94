package dev.portolan.gcp;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import org.jspecify.annotations.Nullable;

/**
 * The public keys that tokens are verified with.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7517">JSON Web Key</a>
 */
public interface TokenKeys {

    /**
     * The key of this id; null if there is none.
     *
     * @throws GeneralSecurityException if the keys cannot be had
     */
    @Nullable
    PublicKey key(String id) throws GeneralSecurityException;

    /**
     * The keys of a JSON Web Key Set: RSA, and EC on the curve P-256; keys of other kinds are left out.
     *
     * @throws IllegalArgumentException if it is no key set
     */
    static TokenKeys of(byte[] jwks) {
        return new KeySet(jwks);
    }

    /**
     * The keys published at a URL, such as {@link IdTokens#GOOGLE_KEYS}: fetched when a key is not known, once a minute at
     * most (after a failure once a second), and trusted for six hours.
     */
    static TokenKeys at(String url) {
        return new PublishedKeys(URI.create(url));
    }
}

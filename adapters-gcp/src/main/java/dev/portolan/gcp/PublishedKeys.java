package dev.portolan.gcp;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The keys published at a URL. */
final class PublishedKeys implements TokenKeys {

    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int MOST_BYTES = 1 << 16;
    private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final URI url;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable TokenKeys known;
    private long nextFetch = System.nanoTime();

    PublishedKeys(URI url) {
        this.url = url;
    }

    @Override
    public @Nullable PublicKey key(String id) throws GeneralSecurityException {
        PublicKey key = known(id);
        return key == null ? fetched(id) : key;
    }

    private @Nullable PublicKey known(String id) throws GeneralSecurityException {
        TokenKeys keys = known;
        return keys == null ? null : keys.key(id);
    }

    /** Who comes while the keys are being fetched waits for them. */
    private @Nullable PublicKey fetched(String id) throws GeneralSecurityException {
        fetching.lock();
        try {
            PublicKey key = known(id);
            return key == null && mayFetch() ? fetch().key(id) : key;
        } finally {
            fetching.unlock();
        }
    }

    /** Tokens with made-up key ids must not make us ask again and again. */
    private boolean mayFetch() {
        long now = System.nanoTime();
        if (now - nextFetch < 0) {
            return false;
        }
        nextFetch = now + PAUSE_NANOS;
        return true;
    }

    private TokenKeys fetch() throws GeneralSecurityException {
        try {
            HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            try (InputStream body = connection.getInputStream()) {
                if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                    throw new GeneralSecurityException("the keys cannot be had: the status is not 200");
                }
                TokenKeys fetched = TokenKeys.of(body.readNBytes(MOST_BYTES));
                known = fetched;
                return fetched;
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new GeneralSecurityException("the keys cannot be had", e);
        }
    }
}

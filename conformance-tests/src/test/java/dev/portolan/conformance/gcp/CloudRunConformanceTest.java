package dev.portolan.conformance.gcp;

import dev.portolan.EventHandler;
import dev.portolan.conformance.Entry;
import dev.portolan.conformance.HandlerConformance;
import dev.portolan.gcp.CloudRun;
import dev.portolan.gcp.GcpAdapter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The whole server, asked over HTTP. */
final class CloudRunConformanceTest extends HandlerConformance {

    private final List<CloudRun> servers = new ArrayList<>();
    private final PrintStream err = System.err;

    CloudRunConformanceTest() {
        super("gcp/pubsub", "gcp/cloudevent");
    }

    @Override
    protected Entry<Integer> entry(EventHandler handler) {
        CloudRun server;
        try {
            server = CloudRun.start(
                    handler, GcpAdapter.standard(), null, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        servers.add(server);
        return (payload, invocation) -> RawHttp.send(server.port(), payload).status();
    }

    /** Cloud Run tells a service how long its requests may take with a setting, at its start. */
    @Override
    protected boolean knowsDeadline() {
        return false;
    }

    /** The server logs every failure with its stack trace, and the rules make hundreds. */
    @BeforeEach
    void silence() {
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        servers.forEach(CloudRun::close);
        System.setErr(err);
    }
}

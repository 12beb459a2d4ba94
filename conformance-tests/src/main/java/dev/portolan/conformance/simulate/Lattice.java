package dev.portolan.conformance.simulate;

import dev.portolan.data.HttpRequest;
import java.util.List;
import java.util.Map;

/**
 * A request through VPC Lattice, in its second event structure.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc-lattice/latest/ug/lambda-functions.html">Lambda functions as targets</a>
 */
final class Lattice extends Format<HttpRequest> {

    private static final String SERVICE = "svc-0123456789abcdef0";

    Lattice() {
        super("aws:lattice", HttpRequest.class);
    }

    @Override
    boolean isBatch() {
        return false;
    }

    @Override
    HttpRequest told(HttpRequest request, Seed seed) {
        return Requests.behindBalancer(request, "demo-" + SERVICE + ".1a2b3c4.vpc-lattice-svcs.eu-west-1.on.aws", seed);
    }

    @Override
    byte[] payload(List<Sent<HttpRequest>> records) {
        HttpRequest request = records.get(0).data();
        long micros = records.get(0).seed().instant().toEpochMilli() * 1000;
        Doc identity = new Doc().with("sourceVpcArn", Aws.arn("ec2", "vpc/vpc-0123456789abcdef0"));
        Doc context = new Doc()
                .with("serviceNetworkArn", Aws.arn("vpc-lattice", "servicenetwork/sn-0123456789abcdef0"))
                .with("serviceArn", Aws.arn("vpc-lattice", "service/" + SERVICE))
                .with("targetGroupArn", Aws.arn("vpc-lattice", "targetgroup/tg-0123456789abcdef0"))
                .with("identity", identity)
                .with("region", Aws.REGION)
                .with("timeEpoch", Long.toString(micros));
        Map<String, List<String>> query = Requests.parameters(request.rawQuery());
        return new Doc()
                .with("version", "2.0")
                .with("path", request.path())
                .with("method", request.method())
                .with("headers", request.headers())
                .with("queryStringParameters", query.isEmpty() ? null : query)
                .with("body", HttpV2.body(request.body()))
                .with("isBase64Encoded", request.body() != null && !Texts.isUtf8(request.body()))
                .with("requestContext", context)
                .bytes();
    }
}

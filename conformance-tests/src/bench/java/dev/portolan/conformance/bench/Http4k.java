package dev.portolan.conformance.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;
import kotlin.jvm.JvmClassMappingKt;
import kotlin.jvm.functions.Function1;
import kotlin.reflect.KClass;
import org.http4k.core.Request;
import org.http4k.core.Response;
import org.http4k.core.Status;
import org.http4k.format.AwsLambdaMoshi;
import org.http4k.serverless.ApiGatewayFnLoader;
import org.http4k.serverless.ApiGatewayV1FnLoader;
import org.http4k.serverless.ApiGatewayV2FnLoader;
import org.http4k.serverless.FnHandler;

/** http4k on Lambda: for requests an application that answers at once, for events its way to AWS's classes. */
final class Http4k {

    private Http4k() {}

    static Variant of(Case measured) {
        if (measured.isHttp()) {
            Function1<Request, Response> app = request -> Response.Companion.create(Status.OK);
            ApiGatewayFnLoader loader =
                    measured == Case.REST_V1 ? new ApiGatewayV1FnLoader(app) : new ApiGatewayV2FnLoader(app);
            FnHandler<InputStream, Context, InputStream> handler = loader.invoke(Map.of());
            return payload -> handler.invoke(new ByteArrayInputStream(payload), LambdaContext.ANY).readAllBytes();
        }
        KClass<?> target = JvmClassMappingKt.getKotlinClass(measured.pojo());
        return payload -> AwsLambdaMoshi.INSTANCE.asA(new String(payload, UTF_8), target);
    }
}

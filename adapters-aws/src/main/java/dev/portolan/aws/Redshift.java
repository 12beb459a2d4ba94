package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.spi.JsonNode;

/**
 * A batch of rows for which a query of Redshift calls a function.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/udf-creating-a-lambda-sql-udf.html">Scalar Lambda UDFs</a>
 */
final class Redshift extends Call {

    Redshift(Invocation invocation) {
        super("aws:redshift", invocation);
    }

    @Override
    public void map(JsonNode call, Draft event) {
        event.id(call.text("request_id"))
                .source(call.text("cluster"))
                .type("com.amazonaws.redshift.Function")
                .subject(call.textOrNull("external_function"))
                .dataJson(call);
    }
}

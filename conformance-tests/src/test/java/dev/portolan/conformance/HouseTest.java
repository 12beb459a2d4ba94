package dev.portolan.conformance;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.portolan.Delivery;
import dev.portolan.Event;
import dev.portolan.Invocation;
import dev.portolan.PortolanException;
import dev.portolan.spi.Source;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may see whom, what nobody uses on the way from a payload to a handler, and that no source is forgotten. */
final class HouseTest {

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.portolan");

    /** Why a class may use what is slow to load. */
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "dev.portolan.data.Binding", "binds data to a user's class, when asked to",
            "dev.portolan.spi.Handlers", "finds the handler, once for each process",
            "dev.portolan.gcp.CloudRun", "asks, once, whether the JVM has virtual threads",
            "dev.portolan.azure.DeclaredTrigger", "reads a function's annotations, once for each function",
            "dev.portolan.azure.WorkerContext", "what the worker knows is behind no public class",
            "dev.portolan.azure.AzureFunction", "the worker hands over its java.util.logging logger",
            "dev.portolan.azure.AzureHttp", "the same, and the worker asks for a type to answer with",
            "dev.portolan.azure.FunctionLog", "the same logger",
            "dev.portolan.azure.GuardedHandler", "the same logger");

    private static final DescribedPredicate<JavaClass> ON_THE_WAY = describe(
            "classes on the way of a payload",
            type -> !type.getPackageName().startsWith("dev.portolan.conformance")
                    && !EXCEPTIONS.containsKey(outermost(type).getName()));

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(HouseTest::outermost).orElse(type);
    }

    @Test
    void the_model_knows_no_cloud() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.portolan", "dev.portolan.data", "dev.portolan.spi", "dev.portolan.wire")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.portolan.aws..",
                        "dev.portolan.gcp..",
                        "dev.portolan.azure..",
                        "com.amazonaws..",
                        "com.google..",
                        "com.microsoft..")
                .check(ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws", "gcp", "azure"})
    void providers_never_see_each_other(String cloud) {
        for (String other : Clouds.NAMES) {
            if (!cloud.equals(other)) {
                noClasses()
                        .that()
                        .resideInAPackage("dev.portolan." + cloud + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("dev.portolan." + other + "..")
                        .check(ALL);
            }
        }
    }

    @Test
    void nothing_slow_stands_on_the_way() {
        noClasses()
                .that(ON_THE_WAY)
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "com.fasterxml..",
                                "io.cloudevents.core..",
                                "io.cloudevents.jackson..",
                                "java.lang.reflect..",
                                "java.time.format..",
                                "java.util.logging..",
                                "java.util.regex..",
                                "java.util.stream..")
                        .or(nameMatching("java\\.util\\.(ServiceLoader|Formatter)")))
                .check(ALL);
    }

    @Test
    void no_lambda_stands_on_the_way() {
        noClasses()
                .that(ON_THE_WAY)
                .should()
                .accessTargetWhere(
                        describe("stands in a lambda", (JavaAccess<?> access) -> access.isDeclaredInLambda()))
                .check(ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws", "gcp", "azure"})
    void every_source_has_a_case_line_and_a_fixture(String cloud) throws ReflectiveOperationException {
        TreeSet<String> idle = new TreeSet<>();
        for (JavaClass type : ALL) {
            boolean isRow = type.isAssignableTo(Source.class)
                    && type.getPackageName().equals("dev.portolan." + cloud)
                    && !type.getModifiers().contains(JavaModifier.ABSTRACT);
            if (isRow) {
                idle.add(type.getName());
            }
        }
        Field source = Delivery.class.getDeclaredField("source");
        source.setAccessible(true);
        Field origin = Event.class.getDeclaredField("origin");
        origin.setAccessible(true);
        for (Fixture fixture : Fixtures.of(cloud)) {
            try {
                Delivery<?> delivery =
                        Clouds.adapter(cloud, fixture.options()).delivery(fixture.payload(), Invocation.UNKNOWN);
                idle.remove(source.get(delivery).getClass().getName());
                for (Event event : delivery.events()) {
                    idle.remove(origin.get(event).getClass().getName());
                }
            } catch (PortolanException e) {
                // A payload that is refused shows no source.
            }
        }
        assertEquals(
                new TreeSet<String>(),
                idle,
                "no fixture is read by these: add the case line in the adapter that makes them, and a fixture");
    }
}

package dev.portolan.conformance.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/** Google's own conversion of an event of the 1st generation, as its invoker does it for a CloudEvents function. */
final class Invoker implements Variant {

    /** Where the build puts the invoker, a program whose classes must not meet ours. */
    static final Path JAR = Path.of("target/invoker/java-function-invoker.jar");

    private final MethodHandle convert;

    /** The two methods are not public, and there is no other way to them but a whole HTTP server. */
    Invoker() throws ReflectiveOperationException, java.net.MalformedURLException {
        ClassLoader loader = new URLClassLoader(new URL[] {JAR.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        String at = "com.google.cloud.functions.invoker.";
        Class<?> event = loader.loadClass(at + "Event");
        MethodHandle parse = handle(loader.loadClass(at + "BackgroundFunctionExecutor")
                .getDeclaredMethod("parseLegacyEvent", Reader.class));
        MethodHandle convert =
                handle(loader.loadClass(at + "GcfEvents").getDeclaredMethod("convertToCloudEvent", event));
        this.convert = MethodHandles.filterReturnValue(parse, convert)
                .asType(java.lang.invoke.MethodType.methodType(Object.class, Reader.class));
    }

    private static MethodHandle handle(Method method) throws IllegalAccessException {
        method.setAccessible(true);
        return MethodHandles.lookup().unreflect(method);
    }

    @Override
    public Object run(byte[] payload) throws Exception {
        try {
            return (Object)
                    convert.invokeExact((Reader) new InputStreamReader(new ByteArrayInputStream(payload), UTF_8));
        } catch (Throwable e) {
            throw new IllegalStateException("the invoker's conversion failed", e);
        }
    }
}

package dev.portolan.conformance;

import java.io.File;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Objects of classes that the user names. */
final class UserClass {

    private UserClass() {}

    /** Makes one; {@code classPath} says where it is and what it needs, null that it is with the tool. */
    static Object instance(String name, @Nullable String classPath) {
        try {
            Constructor<?> constructor =
                    Class.forName(name, true, loader(classPath)).getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ClassNotFoundException e) {
            throw new UsageException("There is no class " + name + "; --classpath says where it is.");
        } catch (NoSuchMethodException e) {
            throw new UsageException(name + " has no constructor without parameters.");
        } catch (InvocationTargetException e) {
            throw new UsageException("The constructor of " + name + " threw " + UsageException.ended(e.getCause()));
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new UsageException(name + " cannot be used: " + UsageException.ended(e));
        }
    }

    private static URL url(File file) {
        try {
            return file.toURI().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ClassLoader loader(@Nullable String classPath) {
        ClassLoader ours = UserClass.class.getClassLoader();
        if (classPath == null) {
            return ours;
        }
        List<URL> urls = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            // As java reads it: nothing is the folder it runs in, a star all jars of a folder.
            boolean isFolderOfJars = entry.endsWith("*");
            String name = isFolderOfJars ? entry.substring(0, entry.length() - 1) : entry;
            File file = new File(name.isEmpty() ? "." : name);
            File[] files = isFolderOfJars ? file.listFiles((folder, one) -> one.endsWith(".jar")) : new File[] {file};
            if (files == null || !file.exists()) {
                throw new UsageException("--classpath names " + entry + ", which is not there.");
            }
            Arrays.sort(files);
            for (File each : files) {
                urls.add(url(each));
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ours);
    }
}

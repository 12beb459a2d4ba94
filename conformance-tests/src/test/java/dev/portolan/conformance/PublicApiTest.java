package dev.portolan.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What users can call is a file that is reviewed: docs/api.txt. */
final class PublicApiTest {

    private static final Path FILE = Path.of("../docs/api.txt");

    @Test
    void what_users_can_call_is_what_was_decided() throws IOException {
        String api = api();
        if (Boolean.getBoolean("portolan.update")) {
            Files.writeString(FILE, api);
        }
        assertEquals(
                Files.readString(FILE),
                api,
                "the public API has changed: if it was meant to, run mvn test -pl conformance-tests -am"
                        + " -Dtest=PublicApiTest -Dsurefire.failIfNoSpecifiedTests=false -Dportolan.update=true");
    }

    private static String api() {
        TreeMap<String, String> types = new TreeMap<>();
        for (JavaClass found : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.portolan")) {
            Class<?> type = found.reflect();
            if (isOpen(type)) {
                types.put(type.getName(), described(type));
            }
        }
        return String.join("\n", types.values());
    }

    private static boolean isOpen(Class<?> type) {
        Class<?> outer = type.getDeclaringClass();
        return isOpen(type.getModifiers()) && (outer == null || isOpen(outer));
    }

    private static boolean isOpen(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static String described(Class<?> type) {
        // Java 25 tells by itself what is sealed, 17 does not.
        String declaration = type.toGenericString().replace("non-sealed ", "").replace("sealed ", "");
        StringBuilder text = new StringBuilder(type.isSealed() ? "sealed " : "").append(declaration);
        if (type.getGenericSuperclass() != null && type.getSuperclass() != Object.class) {
            text.append(" extends ").append(type.getGenericSuperclass().getTypeName());
        }
        for (java.lang.reflect.Type implemented : type.getGenericInterfaces()) {
            text.append(" : ").append(implemented.getTypeName());
        }
        text.append('\n');
        TreeSet<String> members = new TreeSet<>();
        for (Member member : members(type)) {
            if (isOpen(member.getModifiers()) && !member.isSynthetic() && !isCompilers(type, member)) {
                members.add(
                        member instanceof Executable executable
                                ? executable.toGenericString()
                                : ((Field) member).toGenericString());
            }
        }
        members.forEach(member -> text.append("    ").append(member).append('\n'));
        return text.toString();
    }

    private static List<Member> members(Class<?> type) {
        List<Member> members = new ArrayList<>();
        members.addAll(List.of(type.getDeclaredFields()));
        members.addAll(List.<Constructor<?>>of(type.getDeclaredConstructors()));
        members.addAll(List.of(type.getDeclaredMethods()));
        return members;
    }

    /** What every enum and every class has. */
    private static boolean isCompilers(Class<?> type, Member member) {
        boolean isOfObject = member instanceof Method method
                && (method.getName().equals("toString")
                        || method.getName().equals("hashCode")
                        || (method.getName().equals("equals") && method.getParameterCount() == 1));
        boolean isOfEnum = type.isEnum()
                && (member.getName().equals("values") || member.getName().equals("valueOf"));
        return isOfObject || isOfEnum;
    }
}

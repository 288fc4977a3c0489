package io.daybook.apidescription;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.nodeTypes.NodeWithJavadoc;
import com.github.javaparser.javadoc.Javadoc;
import com.github.javaparser.javadoc.JavadocBlockTag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springdoc.core.providers.JavadocProvider;

/** Reads what the sources say of their types, methods and parameters: the tests that ask run beside them. */
final class SourceJavadoc implements JavadocProvider {

    private static final String NOTHING = "";

    private final List<Path> roots;
    private final JavaParser parser =
            new JavaParser(new ParserConfiguration().setLanguageLevel(LanguageLevel.BLEEDING_EDGE));
    private final Map<Path, Optional<CompilationUnit>> read = new HashMap<>();

    /** Of the sources in those folders. */
    SourceJavadoc(List<Path> roots) {
        this.roots = List.copyOf(roots);
    }

    @Override
    public String getClassJavadoc(Class<?> type) {
        return declaration(type)
                .flatMap(NodeWithJavadoc::getJavadoc)
                .map(SourceJavadoc::description)
                .orElse(NOTHING);
    }

    @Override
    public Map<String, String> getRecordClassParamJavadoc(Class<?> type) {
        return declaration(type)
                .flatMap(NodeWithJavadoc::getJavadoc)
                .map(SourceJavadoc::parameters)
                .orElseGet(Map::of);
    }

    @Override
    public String getMethodJavadocDescription(Method method) {
        return javadoc(method).map(SourceJavadoc::description).orElse(NOTHING);
    }

    @Override
    public String getMethodJavadocReturn(Method method) {
        return NOTHING;
    }

    @Override
    public Map<String, String> getMethodJavadocThrows(Method method) {
        return Map.of();
    }

    @Override
    public String getParamJavadoc(Method method, String name) {
        return javadoc(method).map(SourceJavadoc::parameters).orElseGet(Map::of).getOrDefault(name, NOTHING);
    }

    @Override
    public String getFieldJavadoc(Field field) {
        return field.getDeclaringClass().isRecord()
                ? getRecordClassParamJavadoc(field.getDeclaringClass()).getOrDefault(field.getName(), NOTHING)
                : NOTHING;
    }

    @Override
    public String getFirstSentence(String text) {
        int end = text.indexOf(". ");
        return end < 0 ? text.strip() : text.substring(0, end + 1).strip();
    }

    private Optional<Javadoc> javadoc(Method method) {
        return declaration(method.getDeclaringClass())
                .flatMap(type -> type.getMethodsByName(method.getName()).stream()
                        .filter(candidate -> candidate.getParameters().size() == method.getParameterCount())
                        .findFirst())
                .flatMap(MethodDeclaration::getJavadoc);
    }

    private Optional<TypeDeclaration<?>> declaration(Class<?> type) {
        Class<?> outermost = type;
        while (outermost.getEnclosingClass() != null) {
            outermost = outermost.getEnclosingClass();
        }
        String file = outermost.getName().replace('.', '/') + ".java";
        return roots.stream()
                .map(root -> root.resolve(file))
                .filter(Files::exists)
                .findFirst()
                .flatMap(path -> read.computeIfAbsent(path, this::parsed))
                .flatMap(unit -> declaration(unit, type.getSimpleName()));
    }

    private static Optional<TypeDeclaration<?>> declaration(CompilationUnit unit, String name) {
        for (TypeDeclaration<?> candidate : unit.findAll(TypeDeclaration.class)) {
            if (candidate.getNameAsString().equals(name)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private Optional<CompilationUnit> parsed(Path file) {
        try {
            return parser.parse(file).getResult();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String description(Javadoc javadoc) {
        return plain(javadoc.getDescription().toText());
    }

    private static Map<String, String> parameters(Javadoc javadoc) {
        return javadoc.getBlockTags().stream()
                .filter(tag -> tag.getType() == JavadocBlockTag.Type.PARAM)
                .filter(tag -> tag.getName().isPresent())
                .collect(Collectors.toMap(
                        tag -> tag.getName().orElseThrow(),
                        tag -> plain(tag.getContent().toText()),
                        (one, other) -> one));
    }

    /** Without the marks that only readers of Javadoc need. */
    private static String plain(String text) {
        return text.replaceAll("\\{@(?:code|link|literal|linkplain)\\s+([^}]*)}", "$1")
                .replaceAll("</?p>", "")
                .replaceAll("\\s+", " ")
                .strip();
    }
}

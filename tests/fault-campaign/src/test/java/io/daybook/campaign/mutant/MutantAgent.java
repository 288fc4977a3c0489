package io.daybook.campaign.mutant;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Breaks a service while its classes are loaded; its jar stays as it is. A mutant that cannot be made ends the process. */
public final class MutantAgent {

    private static final int NOT_MADE = 70;

    private MutantAgent() {}

    /** Argument: the mutants, separated by plus signs. */
    public static void premain(String names, Instrumentation instrumentation) {
        Arrays.stream(names.split("\\+", -1))
                .map(Mutant::valueOf)
                .forEach(mutant -> instrumentation.addTransformer(new Breaking(mutant)));
    }

    private record Breaking(Mutant mutant) implements ClassFileTransformer {

        @Override
        public byte @Nullable [] transform(
                @Nullable ClassLoader loader,
                String className,
                @Nullable Class<?> before,
                @Nullable ProtectionDomain domain,
                byte[] bytes) {
            return className.equals(mutant.className()) ? broken(bytes) : null;
        }

        private byte[] broken(byte[] bytes) {
            try {
                ClassFile classFile = ClassFile.of();
                ClassModel whole = classFile.parse(bytes);
                boolean isThere = whole.methods().stream()
                        .anyMatch(method -> method.methodName().equalsString(mutant.method()));
                if (!isThere) {
                    throw new IllegalStateException("There is no method " + mutant.method());
                }
                byte[] broken = classFile.transformClass(
                        whole,
                        ClassTransform.transformingMethodBodies(
                                method -> method.methodName().equalsString(mutant.method()), mutant.change()));
                if (Arrays.equals(broken, bytes)) {
                    throw new IllegalStateException("Nothing was changed in " + mutant.method());
                }
                return broken;
            } catch (RuntimeException | Error e) {
                System.err.printf("The mutant %s cannot be made: %s%n", mutant, e);
                Runtime.getRuntime().halt(NOT_MADE);
                throw e;
            }
        }
    }
}

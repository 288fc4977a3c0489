package io.daybook.campaign.clock;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Gives the command-service a {@link SkewedClock} while its classes are loaded; its jar stays as it is. A service that makes its
 * clock in another way than is known here is ended.
 */
public final class SkewAgent implements ClassFileTransformer {

    private static final String MAKES_THE_CLOCK = "io/daybook/command/log/LogConfiguration";
    private static final int NOT_MADE = 71;

    private SkewAgent() {}

    /** Argument: the file that says by how many seconds the clock is wrong. */
    public static void premain(String file, Instrumentation instrumentation) {
        SkewedClock.goBy(Path.of(file));
        instrumentation.addTransformer(new SkewAgent());
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            String className,
            @Nullable Class<?> before,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        return className.equals(MAKES_THE_CLOCK) ? skewed(bytes) : null;
    }

    private static byte[] skewed(byte[] bytes) {
        ClassFile classFile = ClassFile.of();
        byte[] skewed =
                classFile.transformClass(classFile.parse(bytes), ClassTransform.transformingMethodBodies(otherClock()));
        if (Arrays.equals(skewed, bytes)) {
            System.err.println("The clock cannot be put wrong: it is not made where it was.");
            Runtime.getRuntime().halt(NOT_MADE);
        }
        return skewed;
    }

    private static CodeTransform otherClock() {
        ClassDesc clock = ClassDesc.of("java.time.Clock");
        return (code, element) -> {
            if (element instanceof InvokeInstruction call && call.name().equalsString("systemUTC")) {
                code.invokestatic(ClassDesc.of(SkewedClock.class.getName()), "systemUTC", MethodTypeDesc.of(clock));
            } else {
                code.with(element);
            }
        };
    }
}

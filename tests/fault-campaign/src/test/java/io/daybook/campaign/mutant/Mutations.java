package io.daybook.campaign.mutant;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.function.Consumer;

/** Changes of a method's code. */
final class Mutations {

    private static final ClassDesc OPTIONAL = ClassDesc.of("java.util.Optional");

    private Mutations() {}

    /** Something else comes first. */
    static CodeTransform first(Consumer<CodeBuilder> more) {
        return new CodeTransform() {
            @Override
            public void atStart(CodeBuilder code) {
                more.accept(code);
            }

            @Override
            public void accept(CodeBuilder code, CodeElement element) {
                code.with(element);
            }
        };
    }

    /** Nothing is done; for methods that answer nothing. */
    static CodeTransform nothing() {
        return only(CodeBuilder::return_);
    }

    /** Nothing is done, and nothing is answered; for methods that may have no answer. */
    static CodeTransform emptyOptional() {
        return only(code -> code.invokestatic(OPTIONAL, "empty", MethodTypeDesc.of(OPTIONAL))
                .areturn());
    }

    private static CodeTransform only(Consumer<CodeBuilder> instead) {
        return new CodeTransform() {
            @Override
            public void accept(CodeBuilder code, CodeElement element) {
                // Left out.
            }

            @Override
            public void atEnd(CodeBuilder code) {
                instead.accept(code);
            }
        };
    }
}

package io.daybook.campaign.mutant;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.util.function.Consumer;

/** Changes of a method's code. */
final class Mutations {

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
        return new CodeTransform() {
            @Override
            public void accept(CodeBuilder code, CodeElement element) {
                // Left out.
            }

            @Override
            public void atEnd(CodeBuilder code) {
                code.return_();
            }
        };
    }
}

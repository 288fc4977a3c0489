package io.daybook.campaign.mutant;

import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** A way in which the product could be broken, as a change of one of its methods. */
public enum Mutant {

    /** Now and then the command-service answers although its transaction was rolled back. */
    ACKNOWLEDGES_WITHOUT_COMMIT("command-service", "io/daybook/command/log/Appender", "append") {
        @Override
        CodeTransform change() {
            return (code, element) -> {
                if (element instanceof InvokeInstruction call && call.name().equalsString("commit")) {
                    code.invokestatic(SABOTAGE, "commitMostly", OF_CONNECTION);
                } else {
                    code.with(element);
                }
            };
        }
    },

    /** The command-service remembers no answer, so that a command that is sent again is done again. */
    FORGETS_KEYS("command-service", "io/daybook/command/log/EventStore", "rememberAnswers") {
        @Override
        CodeTransform change() {
            return Mutations.nothing();
        }
    },

    /** Now and then the relay passes an event over. */
    RELAY_PASSES_OVER("command-service", "io/daybook/command/relay/Publisher", "publish") {
        @Override
        CodeTransform change() {
            return Mutations.first(code -> code.aload(1)
                    .invokestatic(SABOTAGE, "mostOf", MethodTypeDesc.of(LIST, LIST))
                    .astore(1));
        }
    },

    /** Now and then the projector keeps the checkpoint of a batch although the batch itself was rolled back. */
    CHECKPOINT_WITHOUT_BATCH("projector-service", "io/daybook/projector/engine/postgres/CheckpointStore", "save") {
        @Override
        CodeTransform change() {
            return Mutations.first(code -> code.aload(1).invokestatic(SABOTAGE, "loseBatch", OF_CONNECTION));
        }
    },

    /** The projector believes every record of the topic, whoever wrote it. */
    MAC_NOT_CHECKED("projector-service", "io/daybook/events/TopicTrust", "doubt") {
        @Override
        CodeTransform change() {
            return Mutations.emptyOptional();
        }
    },

    /** The query-service does not wait for the version that a read insists on. */
    READS_WITHOUT_WAITING("query-service", "io/daybook/query/consistency/VersionWaits", "await") {
        @Override
        CodeTransform change() {
            return Mutations.nothing();
        }
    };

    private static final ClassDesc SABOTAGE = ClassDesc.of(Sabotage.class.getName());
    private static final ClassDesc LIST = ClassDesc.of("java.util.List");
    private static final MethodTypeDesc OF_CONNECTION =
            MethodTypeDesc.of(ConstantDescs.CD_void, ClassDesc.of("java.sql.Connection"));

    private final String service;
    private final String className;
    private final String method;

    Mutant(String service, String className, String method) {
        this.service = service;
        this.className = className;
        this.method = method;
    }

    /** The service that is broken. */
    public String service() {
        return service;
    }

    /** The class that is changed, as the JVM names it. */
    String className() {
        return className;
    }

    /** The method that is changed. */
    String method() {
        return method;
    }

    /** The change of the method's code. */
    abstract CodeTransform change();
}

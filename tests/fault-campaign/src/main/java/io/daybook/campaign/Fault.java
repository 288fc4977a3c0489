package io.daybook.campaign;

/** Something that can go wrong, and be put right again. */
interface Fault {

    /** Kinds of faults. */
    enum Kind {
        /** SIGKILL, and started again. */
        KILL,
        /** SIGSTOP, and SIGCONT. */
        PAUSE,
        /** Stopped in an orderly way, and started again. */
        RESTART,
        /** A way lets nothing through. */
        CUT_OFF,
        /** A way takes its time. */
        DELAY,
        /** All connections on a way break off. */
        RESET,
        /** A disk has no room left. */
        FILL_DISK,
        /** A clock is wrong. */
        SKEW_CLOCK,
        /** Somebody writes records of their own to the topic. */
        FORGE
    }

    /** Kind of the fault. */
    Kind kind();

    /** Member or link that suffers it: no two faults of one victim overlap. */
    String victim();

    /** The member or link concerned, for reports. */
    String target();

    /** Makes it go wrong. */
    void inject();

    /** Puts it right. */
    void heal();
}

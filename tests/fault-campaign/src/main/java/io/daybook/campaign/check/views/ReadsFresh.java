package io.daybook.campaign.check.views;

import io.daybook.campaign.check.Check;
import io.daybook.campaign.check.Evidence;
import io.daybook.campaign.check.Line.Read;
import java.util.List;

/** Read your writes. */
public final class ReadsFresh implements Check {

    @Override
    public String promise() {
        return "a read that insists on a version is never shown an older one";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        return evidence.history().stream()
                .filter(Read.class::isInstance)
                .map(Read.class::cast)
                .filter(read -> read.status() == 200 && read.version() < read.atLeastVersion())
                .map(Read::toString)
                .toList();
    }
}

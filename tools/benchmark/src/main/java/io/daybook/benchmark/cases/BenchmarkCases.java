package io.daybook.benchmark.cases;

import java.util.LinkedHashMap;
import java.util.Map;

/** All figures by their names, in the order of their importance. */
public final class BenchmarkCases {

    private BenchmarkCases() {}

    public static Map<String, BenchmarkCase> all() {
        var figures = new LinkedHashMap<String, BenchmarkCase>();
        figures.put("deposits-http", new DepositsAgainstHttp());
        figures.put("deposits-pgbench", new DepositsAgainstPgBench());
        figures.put("deposits-one-account", new DepositsOnOneAccount());
        figures.put("deposits-secure", new DepositsGuarded());
        figures.put("deposits-summed", new DepositsSummedByDay());
        figures.put("reads-http", new ReadsAgainstHttp());
        figures.put("reads-secure", new ReadsGuarded());
        figures.put("deposits-whole-suite", new DepositsOfWholeSuite());
        figures.put("latency-idle", new IdleLatency());
        figures.put("visible", new DepositVisibility());
        figures.put("footprint", new StartTimesAndMemory());
        figures.put("bytes-per-event", new BytesPerEvent());
        figures.put("import", new ImportSpeed());
        figures.put("rebuild", new RebuildAgainstCopy());
        figures.put("as-of-long", new AsOfLongAccount());
        figures.put("deposits-full-log", new DepositsOnFullLog());
        figures.put("deposits-overload", new DepositsUnderOverload());
        figures.put("deposits-by-connections", new DepositsByConnections());
        figures.put("deposits-by-accounts", new DepositsByAccounts());
        figures.put("deposits-by-batch", new DepositsByBatch());
        figures.put("view-by-sharing", new ViewBySharing());
        return figures;
    }
}

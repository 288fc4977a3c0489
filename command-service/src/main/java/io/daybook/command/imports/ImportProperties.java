package io.daybook.command.imports;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of imports by this instance.
 *
 * @param folder the folder for uploaded files until they are imported; it must outlive the process for imports to be resumed
 * @param sizeMax maximum size of a file
 * @param spaceMin minimum free space where the folder is
 * @param waitingMax maximum files that are uploading, waiting or running; one more is answered with 429
 * @param waitingPerCallerMax maximum such files of one caller
 * @param sortMemory memory for lines that are put in order; what it does not hold is sorted in parts on the disk
 * @param groupMax maximum lines that are decided and committed together; no more than a batch of the log
 * @param refusalsKept time after the end of an import for which its refusals are kept; then they are deleted, and the key that they
 *     are encrypted with is destroyed
 * @param refusalsKeptMax maximum stored refusals of one import; all are counted
 * @param retryPauseMax maximum pause before the worker tries an unavailable log or key store again
 */
@Validated
@ConfigurationProperties("daybook.imports")
public record ImportProperties(
        @DefaultValue("${java.io.tmpdir}/daybook-imports") Path folder,
        @DefaultValue("1GB") DataSize sizeMax,
        @DefaultValue("256MB") DataSize spaceMin,
        @DefaultValue("32MB") DataSize sortMemory,
        @DefaultValue("16") @Min(1) @Max(1_000) int waitingMax,
        @DefaultValue("8") @Min(1) @Max(1_000) int waitingPerCallerMax,
        @DefaultValue("1000") @Min(1) @Max(10_000) int groupMax,
        @DefaultValue("90d") Duration refusalsKept,
        @DefaultValue("100000") @Min(1) @Max(1_000_000) int refusalsKeptMax,
        @DefaultValue("5s") Duration retryPauseMax) {}

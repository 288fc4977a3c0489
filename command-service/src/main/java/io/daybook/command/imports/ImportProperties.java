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
 * @param folder where uploaded files are kept until they are imported; has to outlive the process if imports are to be
 *     resumed after it
 * @param sizeMax how large a file may be
 * @param spaceMin how much must remain free where the folder is
 * @param waitingMax files that may be uploading, waiting or running at a time; one more is answered with 429
 * @param groupMax lines that are decided and committed together; no more than a batch of the log carries
 * @param refusalsKeptMax refusals of one import that are kept to be looked at; all are counted
 * @param retryPauseMax how long the worker pauses at most before it tries a log again that cannot be reached
 */
@Validated
@ConfigurationProperties("daybook.imports")
public record ImportProperties(
        @DefaultValue("${java.io.tmpdir}/daybook-imports") Path folder,
        @DefaultValue("1GB") DataSize sizeMax,
        @DefaultValue("256MB") DataSize spaceMin,
        @DefaultValue("16") @Min(1) @Max(1_000) int waitingMax,
        @DefaultValue("1000") @Min(1) @Max(10_000) int groupMax,
        @DefaultValue("100000") @Min(1) @Max(1_000_000) int refusalsKeptMax,
        @DefaultValue("5s") Duration retryPauseMax) {}

package io.daybook.query.http;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.StreamWriteFeature;

/** Reads parameters strictly, an empty one as an absent one, and writes decimals as strings. */
@Configuration
@Import(QueryProblemHandler.class)
public class WebConfiguration implements WebMvcConfigurer {

    private static final int UUID_LENGTH = 36;
    private static final int YEAR_MAX = 9999;

    @Override
    public void addFormatters(FormatterRegistry registry) {
        register(registry, UUID.class, "a UUID such as 01980000-0000-7000-8000-000000000000", WebConfiguration::uuid);
        register(registry, LocalDate.class, "a date such as 2026-01-31", WebConfiguration::date);
        register(
                registry,
                Instant.class,
                "an instant such as 2026-01-31T12:00:00Z, with any + in it written as %2B",
                WebConfiguration::instant);
        register(registry, Currency.class, "a currency code of ISO 4217 such as EUR", Currency::getInstance);
        register(registry, Limit.class, Limit.EXPECTED, text -> new Limit(Integer.parseInt(text)));
        register(registry, Currency.class, "an ISO 4217 code such as EUR", Currency::getInstance);
        register(registry, SearchText.class, SearchText.EXPECTED, SearchText::new);
        register(
                registry,
                AtLeastVersion.class,
                AtLeastVersion.EXPECTED,
                text -> new AtLeastVersion(Long.parseLong(text)));
        registry.addConverterFactory(new Enums());
    }

    @Bean
    JsonMapperBuilderCustomizer decimalsAsStrings() {
        return json -> json.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .withConfigOverride(
                        BigDecimal.class,
                        decimal -> decimal.setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING)));
    }

    private static <T> void register(
            FormatterRegistry registry, Class<T> type, String expected, Function<String, T> reader) {
        Converter<String, @Nullable T> converter = text -> {
            if (text.isEmpty()) {
                return null;
            }
            try {
                return reader.apply(text);
            } catch (IllegalArgumentException | DateTimeException unreadable) {
                throw new InvalidParameterException(expected);
            }
        };
        registry.addConverter(String.class, type, converter);
    }

    /** The full form only: {@link UUID#fromString} would also read {@code 1-1-1-1-1}. */
    static UUID uuid(String text) {
        if (text.length() != UUID_LENGTH) {
            throw new IllegalArgumentException();
        }
        return UUID.fromString(text);
    }

    /** Dates that Postgres has as well, with room for a day more on both sides. */
    static LocalDate date(String text) {
        LocalDate date = LocalDate.parse(text);
        if (date.getYear() < 1 || date.getYear() > YEAR_MAX) {
            throw new IllegalArgumentException();
        }
        return date;
    }

    /** Cut to the microseconds that the log has: Postgres would round, and might round up to what was not known yet. */
    static Instant instant(String text) {
        Instant instant = Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
        int year = instant.atOffset(ZoneOffset.UTC).getYear();
        if (year < 1 || year > YEAR_MAX) {
            throw new IllegalArgumentException();
        }
        return instant;
    }

    /** Enum constants, in any case of letters. */
    @SuppressWarnings("rawtypes") // The converter is asked for whichever enum a parameter is of.
    private static final class Enums implements ConverterFactory<String, Enum> {

        @Override
        @SuppressWarnings("unchecked")
        public <T extends Enum> Converter<String, @Nullable T> getConverter(Class<T> type) {
            return text -> text.isEmpty() ? null : (T) Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        }
    }
}

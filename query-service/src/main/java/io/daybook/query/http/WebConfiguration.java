package io.daybook.query.http;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.daybook.serviceweb.ExactText;
import io.daybook.serviceweb.InvalidTextException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.Locale;
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

    private static final int YEAR_MAX = 9999;

    @Override
    public void addFormatters(FormatterRegistry registry) {
        register(registry, LocalDate.class, "a date from 0001-01-01 to 9999-12-31", WebConfiguration::date);
        register(registry, Instant.class, "an instant of the years 1 to 9999", WebConfiguration::instant);
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
            } catch (InvalidTextException told) {
                throw told;
            } catch (IllegalArgumentException unreadable) {
                throw new InvalidTextException(expected);
            }
        };
        registry.addConverter(String.class, type, converter);
    }

    /** Dates that Postgres has as well, with room for a day more on both sides. */
    static LocalDate date(String text) {
        LocalDate date = ExactText.day(text);
        if (date.getYear() < 1 || date.getYear() > YEAR_MAX) {
            throw new IllegalArgumentException();
        }
        return date;
    }

    /** Cut to the microseconds that the log has: Postgres would round, and might round up to what was not known yet. */
    static Instant instant(String text) {
        Instant instant = exactInstant(text).truncatedTo(ChronoUnit.MICROS);
        int year = instant.atOffset(ZoneOffset.UTC).getYear();
        if (year < 1 || year > YEAR_MAX) {
            throw new IllegalArgumentException();
        }
        return instant;
    }

    private static Instant exactInstant(String text) {
        try {
            return ExactText.instant(text);
        } catch (InvalidTextException e) {
            throw new InvalidTextException("%s; any + in it is written as %%2B".formatted(e.getMessage()));
        }
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

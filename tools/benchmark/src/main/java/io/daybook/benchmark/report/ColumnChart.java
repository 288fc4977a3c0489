package io.daybook.benchmark.report;

import io.daybook.benchmark.report.Result.Column;
import java.util.List;
import java.util.Locale;

/** A chart of columns as SVG: medians as columns, with a line from the least to the greatest value. */
final class ColumnChart {

    private static final int WIDTH = 480;
    private static final int HEIGHT = 260;
    private static final int TOP = 50;
    private static final int BOTTOM = 210;
    private static final double COLUMN_PART = 0.5;
    private static final List<String> COLOURS = List.of("#2f6f9f", "#b0bec5", "#7b9e4f", "#d08a3e", "#8c6bb1");

    private ColumnChart() {}

    /** Draws columns that share a unit. */
    static String svg(String title, List<Column> columns) {
        double top = columns.stream()
                .mapToDouble(column -> column.value().max())
                .max()
                .orElseThrow();
        double place = (double) WIDTH / columns.size();
        var parts = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            parts.append(column(columns.get(i), place * i, place, top, COLOURS.get(i % COLOURS.size())));
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">
                <rect width="100%%" height="100%%" fill="white"/>
                <text x="%d" y="24" text-anchor="middle" font-size="15">%s</text>
                %s<line x1="0" y1="%d" x2="%d" y2="%d" stroke="#555"/>
                </svg>
                """.formatted(WIDTH, HEIGHT, WIDTH / 2, escaped(title), parts, BOTTOM, WIDTH, BOTTOM);
    }

    private static String column(Column column, double left, double place, double top, String colour) {
        double width = place * COLUMN_PART;
        double middle = left + place / 2;
        double median = y(column.value().median(), top);
        return String.format(
                Locale.ROOT,
                """
                <rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="%s"/>
                <line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" stroke="#222"/>
                <text x="%.1f" y="%d" text-anchor="middle">%s</text>
                <text x="%.1f" y="%d" text-anchor="middle">%s</text>
                """,
                middle - width / 2,
                median,
                width,
                BOTTOM - median,
                colour,
                middle,
                y(column.value().min(), top),
                middle,
                y(column.value().max(), top),
                middle,
                BOTTOM + 20,
                escaped(column.label()),
                middle,
                BOTTOM + 38,
                escaped(column.unit().text(column.value().median())));
    }

    private static double y(double value, double top) {
        return top == 0 ? BOTTOM : BOTTOM - value / top * (BOTTOM - TOP);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}

package io.daybook.testsupport;

import java.util.List;

/** Media types for {@code Content-Type} and {@code Accept} that are none, or none of something in particular. */
public final class OddMediaTypes {

    /** Each as the value of a header. */
    public static final List<String> ALL = List.of(
            "",
            " ",
            "nonsense",
            "/",
            "*",
            "*/",
            "/*",
            "*/*",
            "*/json",
            "*/*;charset=utf-8",
            "*/*+json",
            "application/*",
            "application/*+json",
            "application/",
            "application/json/x",
            "application/json,",
            "application/json, text/plain",
            "application/json;",
            "application/json; charset",
            "application/json; charset=",
            "application/json; charset=\"",
            "application/json; charset=utf-16",
            "application/json; charset=utf-7",
            "application/json; charset=nonsense",
            "application/json; charset=*",
            "application/json; charset='",
            "application/json; q=x",
            "application/json; q=9",
            "application/json; =;;",
            "application/json; a=b; a=c",
            "application/js\u00f6n",
            "application /json",
            "application/[json]",
            "application/json\tx",
            "\"application/json\"",
            "text/plain",
            "text/event-stream",
            "text/*",
            "application/xml",
            "application/x-www-form-urlencoded",
            "application/x-www-form-urlencoded; charset=nonsense",
            "multipart/*",
            "multipart/form-data",
            "multipart/form-data; boundary=",
            "multipart/form-data; boundary=\"",
            "multipart/form-data; boundary=x",
            "multipart/form-data; boundary=x; charset=nonsense",
            "multipart/form-data; boundary=" + "b".repeat(500),
            "multipart/mixed; boundary=x",
            "message/rfc822",
            "text/csv; charset=\u00ff",
            "application/problem+json",
            "x".repeat(4000) + "/y");

    private OddMediaTypes() {}
}

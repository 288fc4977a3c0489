package io.daybook.access.operations;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/** Has acts recorded when their body is read, which is before they are done. */
@ControllerAdvice
final class DescribedActAdvice extends RequestBodyAdviceAdapter {

    private final OperationRecorder recorder;
    private final HttpServletRequest request;

    /**
     * An advice.
     *
     * @param request stands for the request under way
     */
    DescribedActAdvice(OperationRecorder recorder, HttpServletRequest request) {
        this.recorder = recorder;
        this.request = request;
    }

    @Override
    public boolean supports(MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
        return DescribedAct.class.isAssignableFrom(parameter.getParameterType());
    }

    @Override
    public Object afterBodyRead(
            Object body,
            HttpInputMessage input,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converter) {
        recorder.described((DescribedAct) body, request);
        return body;
    }

    @Override
    public @Nullable Object handleEmptyBody(
            @Nullable Object body,
            HttpInputMessage input,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converter) {
        recorder.described(null, request);
        return body;
    }
}

package io.daybook.command.document;

import io.daybook.access.Identity;
import io.daybook.command.http.Places;
import io.daybook.command.http.Places.Shortage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets in as many uploads at once as there is room for, of each caller only some, and reads each to the disk before a controller asks for its first field,
 * so that one that is too large or malformed is told so whatever is asked for first.
 */
final class UploadGate implements HandlerInterceptor {

    private final DocumentProperties properties;
    private final Places room;

    UploadGate(DocumentProperties properties) {
        this.properties = properties;
        this.room = new Places(properties.uploadsMax(), properties.uploadsPerCallerMax());
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Shortage shortage = room.take(request, Identity.of(request).actor());
        if (shortage != null) {
            throw switch (shortage) {
                case OF_PLACES -> DocumentProblems.busy(properties.uploadsMax());
                case OF_THE_CALLERS_PLACES -> DocumentProblems.callerBusy(properties.uploadsPerCallerMax());
            };
        }
        try {
            if (request instanceof MultipartHttpServletRequest upload) {
                var unused = upload.getMultiFileMap();
            }
            return true;
        } catch (RuntimeException unreadable) {
            room.release(request);
            throw unreadable;
        }
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        room.release(request);
    }
}

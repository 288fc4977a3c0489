package io.daybook.command.document;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets in as many uploads at once as there is room for, and reads each to the disk before a controller asks for its first field,
 * so that one that is too large or malformed is told so whatever is asked for first.
 */
final class UploadGate implements HandlerInterceptor {

    private final int uploadsMax;
    private final Semaphore room;

    UploadGate(int uploadsMax) {
        this.uploadsMax = uploadsMax;
        this.room = new Semaphore(uploadsMax);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!room.tryAcquire()) {
            throw DocumentProblems.busy(uploadsMax);
        }
        try {
            if (request instanceof MultipartHttpServletRequest upload) {
                var unused = upload.getMultiFileMap();
            }
            return true;
        } catch (RuntimeException unreadable) {
            room.release();
            throw unreadable;
        }
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        room.release();
    }
}

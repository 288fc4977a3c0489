package io.daybook.command.document;

import io.daybook.documents.DocumentStore;
import jakarta.servlet.MultipartConfigElement;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the store of the documents together, and how their uploads are read. */
@Configuration
@EnableScheduling
class DocumentConfiguration implements WebMvcConfigurer {

    /** Path under which documents are submitted. */
    static final String UPLOADS = "/v1/accounts/{id}/documents";

    /** The fields beside the content at their longest, their headers and boundaries. */
    private static final int FIELDS_BYTES_MAX = 16 * 1024;

    /** The head of a part, with the longest name that any file has in any file system. Longer names than are kept are cut. */
    static final int PART_HEAD_BYTES_MAX = 4 * 1024;

    /** Every upload goes to the disk, however small: what waits in memory is then the same for all. */
    private static final int IN_MEMORY_BYTES_MAX = 0;

    private final DocumentProperties properties;

    DocumentConfiguration(DocumentProperties properties) {
        this.properties = properties;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new UploadGate(properties)).addPathPatterns(UPLOADS);
    }

    @Bean
    DocumentStore documentStore() {
        return DocumentStore.at(properties.folder(), properties.s3());
    }

    @Bean
    MultipartConfigElement multipartConfigElement() {
        long sizeMax = properties.sizeMax().toBytes();
        String folder = properties.uploadFolder() == null
                ? ""
                : properties.uploadFolder().toAbsolutePath().toString();
        return new MultipartConfigElement(folder, sizeMax, sizeMax + FIELDS_BYTES_MAX, IN_MEMORY_BYTES_MAX);
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> headsOfParts() {
        return factory ->
                factory.addConnectorCustomizers(connector -> connector.setMaxPartHeaderSize(PART_HEAD_BYTES_MAX));
    }

    /** Uploads are read once it is known that a controller wants them, and never for a path that takes none. */
    @Bean
    StandardServletMultipartResolver multipartResolver() {
        var resolver = new StandardServletMultipartResolver();
        resolver.setResolveLazily(true);
        return resolver;
    }
}

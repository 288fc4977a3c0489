package io.daybook.query.catalogue;

import io.daybook.query.privacy.PersonalDataSource;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The documents that are held of a customer; their contents come from the path that each names. */
@Component
class CustomerDocuments implements PersonalDataSource {

    private final DocumentQueries documents;

    CustomerDocuments(DocumentQueries documents) {
        this.documents = documents;
    }

    @Override
    public String name() {
        return "documents";
    }

    @Override
    public List<CustomerDocument> of(List<UUID> accountIds) {
        return documents.ofAccounts(accountIds).stream()
                .map(document ->
                        new CustomerDocument(document, "/v1/documents/%s/content".formatted(document.documentId())))
                .toList();
    }

    /**
     * A document.
     *
     * @param document known facts about it
     * @param content the path of its content
     */
    record CustomerDocument(DocumentResponse document, String content) {}
}

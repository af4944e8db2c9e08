import { fernetLike } from '@/tests/fake-cloud/ids';

export interface Receipt {
  id: string;
  userId: string;
  methods: string[];
  /** milliseconds since the epoch */
  issuedAt: number;
  expiresAt: number;
}

/** Receipts of sign-ins that still need a method. Source: keystone/receipt/. */
export class ReceiptStore {
  readonly #receipts = new Map<string, Receipt>();

  issue(userId: string, methods: string[]): Receipt {
    const issuedAt = Math.floor(Date.now() / 1000) * 1000;
    const receipt: Receipt = { id: fernetLike(80), userId, methods, issuedAt, expiresAt: issuedAt + 300_000 };
    this.#receipts.set(receipt.id, receipt);
    return receipt;
  }

  valid(id: string): Receipt | undefined {
    const receipt = this.#receipts.get(id);
    return receipt && receipt.expiresAt > Date.now() ? receipt : undefined;
  }

  all(): Receipt[] {
    return [...this.#receipts.values()];
  }
}

// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20, IERC2612, IERC3009} from "./Tokens.sol";

/// Moves a payment from a connected wallet straight to the merchant's treasury and the fee recipient, exactly, and says so in
/// one event. It holds nothing between two transactions; there is no owner, no upgrade and no list: who may be paid what is
/// in the terms, and terms that nobody asked for match no stored payment option, so that their event credits nobody.
contract PaymentHub {
    /// What is paid, to whom, and until when. `token` is zero for the native coin; of `amount`, in the token's base units, `fee`
    /// goes to the fee recipient and the rest to the treasury. The three ids are hashes of the checkout's own.
    struct Terms {
        bytes32 merchantId;
        bytes32 invoiceId;
        bytes32 paymentId;
        address token;
        uint256 amount;
        address treasury;
        uint256 fee;
        address feeRecipient;
        uint256 deadline;
    }

    /// Money moved by exactly these terms. `terms` is the hash of all of them, of this chain and of this contract.
    event PaymentAccepted(
        bytes32 indexed terms,
        bytes32 indexed invoiceId,
        address indexed payer,
        bytes32 paymentId,
        address token,
        uint256 amount
    );

    error Locked();
    error BadTerms();
    error Expired();
    error AlreadyPaid();
    error WrongValue();
    error NotExact();
    error TransferFailed();

    /// Terms that were paid: nobody pays the same twice.
    mapping(bytes32 terms => bool) public paid;

    bool private transient _locked;

    /// Accepts a payment once: everything that changes state runs inside, and no token or recipient calls back in.
    modifier accepts(Terms calldata terms, address payer) {
        if (_locked) revert Locked();
        _locked = true;
        bytes32 hash = _open(terms);
        _;
        emit PaymentAccepted(hash, terms.invoiceId, payer, terms.paymentId, terms.token, terms.amount);
        _locked = false;
    }

    /// Pays from the caller: the native coin sent along, or a token that this contract was approved for.
    function pay(Terms calldata terms) external payable accepts(terms, msg.sender) {
        if (terms.token == address(0)) {
            if (msg.value != terms.amount) revert WrongValue();
            _sendNative(terms.treasury, terms.amount - terms.fee);
            _sendNative(terms.feeRecipient, terms.fee);
        } else {
            if (msg.value != 0) revert WrongValue();
            _pull(terms);
        }
    }

    /// Pays from the caller with a permit for this contract and `terms.amount` (EIP-2612). One that somebody else handed in
    /// before has done its work: what counts is the allowance.
    function payWithPermit(Terms calldata terms, uint256 permitDeadline, uint8 v, bytes32 r, bytes32 s)
        external
        accepts(terms, msg.sender)
    {
        try IERC2612(terms.token).permit(msg.sender, address(this), terms.amount, permitDeadline, v, r, s) {} catch {}
        _pull(terms);
    }

    /// Pays from whoever signed, whoever sends this (EIP-3009). The nonce that was signed is the hash of the terms, so that the
    /// signature is good for these terms and no other.
    function payWithAuthorization(
        Terms calldata terms,
        address payer,
        uint256 validAfter,
        uint256 validBefore,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external accepts(terms, payer) {
        IERC20 token = IERC20(terms.token);
        uint256 before = token.balanceOf(address(this));
        IERC3009(terms.token).receiveWithAuthorization(
            payer, address(this), terms.amount, validAfter, validBefore, hashOf(terms), v, r, s
        );
        if (token.balanceOf(address(this)) != before + terms.amount) revert NotExact();
        _send(token, terms.treasury, terms.amount - terms.fee);
        _send(token, terms.feeRecipient, terms.fee);
        if (token.balanceOf(address(this)) != before) revert NotExact();
    }

    /// What an event and an authorization's nonce name the terms by.
    function hashOf(Terms calldata terms) public view returns (bytes32) {
        return keccak256(abi.encode(block.chainid, address(this), terms));
    }

    function _open(Terms calldata terms) private returns (bytes32 hash) {
        if (block.timestamp > terms.deadline) revert Expired();
        if (terms.amount == 0 || terms.fee >= terms.amount) revert BadTerms();
        if (terms.treasury == address(0) || terms.treasury == address(this)) revert BadTerms();
        if (terms.fee != 0 && (terms.feeRecipient == address(0) || terms.feeRecipient == address(this))) revert BadTerms();
        hash = hashOf(terms);
        if (paid[hash]) revert AlreadyPaid();
        paid[hash] = true;
    }

    /// From the caller to both, who must get what the terms say and cost the caller no more.
    function _pull(Terms calldata terms) private {
        IERC20 token = IERC20(terms.token);
        uint256 before = token.balanceOf(msg.sender);
        _pullTo(token, terms.treasury, terms.amount - terms.fee);
        _pullTo(token, terms.feeRecipient, terms.fee);
        // A payer who is paid would get some of it back.
        if (token.balanceOf(msg.sender) + terms.amount != before) revert NotExact();
    }

    function _pullTo(IERC20 token, address to, uint256 amount) private {
        if (amount == 0) return;
        uint256 before = token.balanceOf(to);
        _call(token, abi.encodeCall(IERC20.transferFrom, (msg.sender, to, amount)));
        if (token.balanceOf(to) != before + amount) revert NotExact();
    }

    function _send(IERC20 token, address to, uint256 amount) private {
        if (amount == 0) return;
        uint256 before = token.balanceOf(to);
        _call(token, abi.encodeCall(IERC20.transfer, (to, amount)));
        if (token.balanceOf(to) != before + amount) revert NotExact();
    }

    /// Tokens answer with true, with nothing, or with false though they moved: only balances tell, which the callers compare.
    function _call(IERC20 token, bytes memory data) private {
        (bool moved,) = address(token).call(data);
        if (!moved) revert TransferFailed();
    }

    function _sendNative(address to, uint256 amount) private {
        if (amount == 0) return;
        (bool moved,) = to.call{value: amount}("");
        if (!moved) revert TransferFailed();
    }
}

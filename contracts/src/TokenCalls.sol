// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// Calls to tokens that may be hostile: capped gas, no copying of what they return, no trust in what they say.
library TokenCalls {
    error Starved();

    uint256 internal constant READ_GAS = 200_000;
    uint256 internal constant TRANSFER_GAS = 500_000;

    /// A call that ran out of less gas than its cap leaves its callers at most one 64th of it at each level, so less
    /// than this for six levels of proxies. Whoever is left with more gave the call its whole cap.
    uint256 internal constant SPARE_GAS = TRANSFER_GAS / 8;

    /// floor(amount * part / whole), exact up to 2^256 - 1 where the result is.
    function share(uint256 amount, uint256 part, uint256 whole) internal pure returns (uint256) {
        unchecked {
            return (amount / whole) * part + ((amount % whole) * part) / whole;
        }
    }

    /// Tries to send `amount` out of the `held` of this contract. `moved` is by how much the balance fell.
    function move(address token, address to, uint256 amount, uint256 held)
        internal
        returns (uint256 moved, uint256 left)
    {
        assembly ("memory-safe") {
            // transfer(address,uint256), written over the scratch space and restored below
            let free := mload(0x40)
            mstore(0x00, 0xa9059cbb)
            mstore(0x20, to)
            mstore(0x40, amount)
            pop(call(TRANSFER_GAS, token, 0, 0x1c, 0x44, 0, 0))
            mstore(0x40, free)
        }
        bool known;
        (known, left) = balanceOf(token, address(this));
        if (!known) left = held;
        unchecked {
            moved = left < held ? held - left : 0;
        }
        if (moved < amount) requireSpareGas();
    }

    /// `known` is false when the token gave no answer although it had gas enough.
    function balanceOf(address token, address account) internal view returns (bool known, uint256 held) {
        assembly ("memory-safe") {
            mstore(0x00, 0x70a08231) // balanceOf(address)
            mstore(0x20, account)
            known := staticcall(READ_GAS, token, 0x1c, 0x24, 0, 0x20)
            known := and(known, gt(returndatasize(), 0x1f))
            held := mul(mload(0), known)
        }
        if (!known) requireSpareGas();
    }

    /// After a call that failed: a caller who gave it too little gas must not pass this off as the token's fault, nor
    /// may an estimate of gas take it for success.
    function requireSpareGas() internal view {
        if (gasleft() < SPARE_GAS) revert Starved();
    }
}
